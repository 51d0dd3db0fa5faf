/// The program `permu`; everything is in the room `cli`.
#include "permu/cli/program.hpp"

int main(int argc, char** argv)
{
    return permu::run_program(argc, argv);
}

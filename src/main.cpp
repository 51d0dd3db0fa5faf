/// The program: everything is in the room `cli`.
int main() { return 0; }

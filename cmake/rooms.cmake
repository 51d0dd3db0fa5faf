# permu_room(NAME LINKS … PRIVATE_LINKS …): the library of one room, from src/NAME and include/permu/NAME.
function(permu_room room)
  cmake_parse_arguments(ARG "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cpp ${CMAKE_SOURCE_DIR}/src/${room}/*.S)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/include/permu/${room}/*.hpp)
  if(NOT sources)
    add_library(permu_${room} INTERFACE)
    target_include_directories(permu_${room} INTERFACE ${CMAKE_SOURCE_DIR}/include)
    target_link_libraries(permu_${room} INTERFACE ${ARG_LINKS})
    return()
  endif()
  add_library(permu_${room} STATIC ${sources})
  target_sources(permu_${room} PUBLIC FILE_SET HEADERS
    BASE_DIRS ${CMAKE_SOURCE_DIR}/include FILES ${headers})
  target_include_directories(permu_${room} PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(permu_${room} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS} permu_options)
  set_target_properties(permu_${room} PROPERTIES LINKER_LANGUAGE CXX)
endfunction()

# permu_test(NAME): the tests of one room, from tests/NAME.
function(permu_test room)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${room}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${room} ${sources})
  # Private headers of a room are tested too: "rules/share_out.hpp".
  target_include_directories(test_${room} PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/src
    ${CMAKE_BINARY_DIR}/generated)
  target_link_libraries(test_${room} PRIVATE ${ARG_LINKS} permu_options GTest::gmock GTest::gtest_main)
  gtest_discover_tests(test_${room} NO_PRETTY_VALUES TEST_PREFIX ${room}/ DISCOVERY_TIMEOUT 60 DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT 300)
endfunction()

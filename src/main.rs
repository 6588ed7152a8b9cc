//! The program. All it does is start the command line.

fn main() {}

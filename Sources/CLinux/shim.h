// What Linux has and Swift's Glibc leaves out.
#ifdef __linux__
int syncfs(int file);
#endif

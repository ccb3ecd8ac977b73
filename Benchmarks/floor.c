/* What no generator can go below on a machine: reads the input files, writes as many bytes into as many files as a
 * site has, and does nothing else.
 *
 *   floor INPUTS OUTPUTS FOLDER THREADS
 *
 * INPUTS has a path a line. OUTPUTS has a size and a path below FOLDER a line. Threads take runs of lines. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RUN = 32, READ_SIZE = 1 << 16, MOST_THREADS = 256 };

/* The lines of a file, each ended by a zero. */
struct list {
    char **lines;
    size_t count;
    atomic_size_t next;
};

static struct list inputs, outputs;
static int folder;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void load(const char *path, struct list *list) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) < 0) fail(path);
    char *text = malloc(status.st_size + 1);
    size_t size = 0;
    for (ssize_t got; (got = read(file, text + size, status.st_size - size)) > 0;) size += got;
    close(file);
    for (size_t at = 0; at < size; at++) list->count += text[at] == '\n';
    list->lines = malloc((list->count + 1) * sizeof *list->lines);
    char *line = text;
    for (size_t number = 0; number < list->count; number++) {
        char *end = memchr(line, '\n', text + size - line);
        *end = 0;
        list->lines[number] = line;
        line = end + 1;
    }
}

static void make_parents(const char *path) {
    char copy[4096];
    if (strlen(path) >= sizeof copy) {
        errno = ENAMETOOLONG;
        fail(path);
    }
    strcpy(copy, path);
    for (char *slash = strchr(copy, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdirat(folder, copy, 0777) < 0 && errno != EEXIST) fail(copy);
        *slash = '/';
    }
}

static void read_file(const char *path, char *buffer) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path);
    ssize_t got;
    while ((got = read(file, buffer, READ_SIZE)) > 0) continue;
    if (got < 0) fail(path);
    close(file);
}

static void write_file(const char *line, char **buffer, size_t *room) {
    char *path;
    size_t size = strtoull(line, &path, 10);
    path++;
    if (size > *room) {
        *buffer = realloc(*buffer, size);
        memset(*buffer + *room, 'x', size - *room);
        *room = size;
    }
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
    int file = openat(folder, path, flags, 0666);
    if (file < 0 && errno == ENOENT) {
        make_parents(path);
        file = openat(folder, path, flags, 0666);
    }
    if (file < 0) fail(path);
    for (size_t done = 0; done < size;) {
        ssize_t wrote = write(file, *buffer + done, size - done);
        if (wrote < 0) fail(path);
        done += wrote;
    }
    close(file);
}

static int take(struct list *list, size_t *first, size_t *end) {
    *first = atomic_fetch_add(&list->next, RUN);
    *end = *first + RUN < list->count ? *first + RUN : list->count;
    return *first < list->count;
}

static void *work(void *unused) {
    (void)unused;
    size_t room = READ_SIZE, first, end;
    char *buffer = malloc(room);
    memset(buffer, 'x', room);
    while (take(&inputs, &first, &end))
        for (; first < end; first++) read_file(inputs.lines[first], buffer);
    while (take(&outputs, &first, &end))
        for (; first < end; first++) write_file(outputs.lines[first], &buffer, &room);
    free(buffer);
    return NULL;
}

int main(int count, char **arguments) {
    int threads = count == 5 ? atoi(arguments[4]) : 0;
    if (threads < 1 || threads > MOST_THREADS) {
        fprintf(stderr, "usage: floor INPUTS OUTPUTS FOLDER THREADS\n");
        return 2;
    }
    load(arguments[1], &inputs);
    load(arguments[2], &outputs);
    if (mkdir(arguments[3], 0777) < 0 && errno != EEXIST) fail(arguments[3]);
    folder = open(arguments[3], O_RDONLY | O_DIRECTORY);
    if (folder < 0) fail(arguments[3]);
    pthread_t workers[MOST_THREADS];
    for (int number = 0; number < threads; number++)
        if ((errno = pthread_create(&workers[number], NULL, work, NULL))) fail("pthread_create");
    for (int number = 0; number < threads; number++) pthread_join(workers[number], NULL);
    return 0;
}

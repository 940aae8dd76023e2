/*
 * Hyperscan over a file, on one thread, for comparison.
 *
 *     driver [-l] [-s] [-b BYTES] SET FILE
 *
 * SET holds a line for each expression: its flags (i: caseless, s: dot is any
 * byte, m: anchors are of lines; - for none), a space, and its bytes in
 * hexadecimal. -l: they are literals. -s: streams, so that a match may run from
 * block to block; else each block stands alone. FILE is read into memory before
 * any of it is scanned, and scanned in blocks (default 1 MiB; 0: whole).
 *
 * Prints, as JSON, how many expressions were compiled and refused, the hits of
 * the scan, and the seconds that it took, by the wall and of this thread.
 */
#include <fcntl.h>
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST 65536

static char *patterns[MOST];
static size_t lengths[MOST];
static unsigned flags[MOST], ids[MOST];
static unsigned count, refused;
static int are_literals, is_stream;
static unsigned long long hits;

static void fail(const char *what) {
  fprintf(stderr, "driver: %s\n", what);
  exit(2);
}

static double now(clockid_t clock) {
  struct timespec at;
  clock_gettime(clock, &at);
  return at.tv_sec + at.tv_nsec / 1e9;
}

static int on_hit(unsigned id, unsigned long long from, unsigned long long to, unsigned flag, void *context) {
  (void)id, (void)from, (void)to, (void)flag, (void)context;
  hits++;
  return 0;
}

static unsigned flags_of(const char *letters) {
  unsigned all = 0;
  for (; *letters; letters++) {
    if (*letters == 'i') all |= HS_FLAG_CASELESS;
    if (*letters == 's') all |= HS_FLAG_DOTALL;
    if (*letters == 'm') all |= HS_FLAG_MULTILINE;
  }
  return all;
}

static unsigned mode(void) { return is_stream ? HS_MODE_STREAM : HS_MODE_BLOCK; }

/* Whether Hyperscan takes the expression by itself: one that it does not would spoil the whole set. */
static int is_taken(const char *pattern, unsigned flag) {
  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile(pattern, flag, mode(), NULL, &database, &error) == HS_SUCCESS) {
    hs_free_database(database);
    return 1;
  }
  fprintf(stderr, "refused: %s\n", error->message);
  hs_free_compile_error(error);
  return 0;
}

static void add(const char *letters, const char *hex) {
  size_t length = strlen(hex) / 2;
  char *bytes = calloc(1, length + 1);
  if (!bytes || count == MOST) fail("too many expressions");
  for (size_t at = 0; at < length; at++) {
    unsigned byte;
    if (sscanf(hex + at * 2, "%2x", &byte) != 1) fail("not hexadecimal");
    bytes[at] = (char)byte;
  }
  unsigned flag = flags_of(letters);
  if (!are_literals && !is_taken(bytes, flag)) {
    refused++;
    free(bytes);
    return;
  }
  patterns[count] = bytes;
  lengths[count] = length;
  flags[count] = flag;
  ids[count] = count;
  count++;
}

static void read_set(const char *name) {
  FILE *set = fopen(name, "r");
  char *line = NULL;
  size_t room = 0;
  if (!set) fail("no set");
  while (getline(&line, &room, set) > 0) {
    line[strcspn(line, "\n")] = 0;
    char *hex = strchr(line, ' ');
    if (!hex) continue;
    *hex++ = 0;
    add(line, hex);
  }
  free(line);
  fclose(set);
}

static hs_database_t *compiled(void) {
  hs_database_t *database;
  hs_compile_error_t *error;
  const char *const *all = (const char *const *)patterns;
  hs_error_t status =
      are_literals ? hs_compile_lit_multi(all, flags, ids, lengths, count, mode(), NULL, &database, &error)
                   : hs_compile_multi(all, flags, ids, count, mode(), NULL, &database, &error);
  if (status != HS_SUCCESS) fail(error->message);
  return database;
}

static char *contents(const char *name, size_t *size) {
  struct stat about;
  int file = open(name, O_RDONLY);
  if (file < 0 || fstat(file, &about)) fail("no file");
  *size = (size_t)about.st_size;
  char *all = malloc(*size + 1);
  if (!all) fail("no memory");
  for (size_t at = 0; at < *size;) {
    ssize_t some = read(file, all + at, *size - at);
    if (some <= 0) fail("cannot read");
    at += (size_t)some;
  }
  close(file);
  return all;
}

static void scan(const hs_database_t *database, hs_scratch_t *scratch, const char *all, size_t size, size_t block) {
  hs_stream_t *stream = NULL;
  if (is_stream && hs_open_stream(database, 0, &stream) != HS_SUCCESS) fail("no stream");
  for (size_t at = 0; at < size; at += block) {
    unsigned some = (unsigned)(size - at < block ? size - at : block);
    hs_error_t status = is_stream ? hs_scan_stream(stream, all + at, some, 0, scratch, on_hit, NULL)
                                  : hs_scan(database, all + at, some, 0, scratch, on_hit, NULL);
    if (status != HS_SUCCESS) fail("cannot scan");
  }
  if (stream) hs_close_stream(stream, scratch, on_hit, NULL);
}

int main(int argc, char **argv) {
  size_t block = 1 << 20, size;
  for (int option; (option = getopt(argc, argv, "lsb:")) != -1;) {
    if (option == 'l') are_literals = 1;
    else if (option == 's') is_stream = 1;
    else if (option == 'b') block = strtoull(optarg, NULL, 10);
    else return 2;
  }
  if (argc - optind != 2) fail("driver [-l] [-s] [-b BYTES] SET FILE");
  read_set(argv[optind]);
  hs_database_t *database = compiled();
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) fail("no memory");
  char *all = contents(argv[optind + 1], &size);
  double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_THREAD_CPUTIME_ID);
  scan(database, scratch, all, size, block ? block : size);
  wall = now(CLOCK_MONOTONIC) - wall;
  cpu = now(CLOCK_THREAD_CPUTIME_ID) - cpu;
  printf("{\"version\":\"%s\",\"compiled\":%u,\"refused\":%u,\"hits\":%llu,\"bytes\":%zu,"
         "\"seconds\":%.6f,\"cpuSeconds\":%.6f}\n",
         hs_version(), count, refused, hits, size, wall, cpu);
  return 0;
}

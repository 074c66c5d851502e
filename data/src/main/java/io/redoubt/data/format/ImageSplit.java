package io.redoubt.data.format;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * The images of a split.
 *
 * @param files by class; classes and files are sorted by name
 */
record ImageSplit(Path folder, SortedMap<String, List<Path>> files) {}

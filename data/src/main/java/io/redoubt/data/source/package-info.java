/** Reads data sets that users name: a directory or an archive, and which of its images to keep. */
package io.redoubt.data.source;

/** Folders for what a process needs only while it runs, and the removal of those that killed processes have left. */
package io.redoubt.pipeline.scratch;

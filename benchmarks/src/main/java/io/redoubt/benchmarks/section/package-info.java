/** What is measured: one class for each table. */
package io.redoubt.benchmarks.section;

/** Measurements of speed, by JMH; no test asserts a time. */
package io.redoubt.benchmarks;

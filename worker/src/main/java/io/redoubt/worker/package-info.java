/**
 * Code that the GPU services share because it depends on both core and pipeline: job inputs, result files, metrics and
 * training jobs.
 */
package io.redoubt.worker;

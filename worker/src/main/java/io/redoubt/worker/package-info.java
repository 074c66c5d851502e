/** What the GPU services share because it needs both core and pipeline: job inputs, result files, metrics and training jobs. */
package io.redoubt.worker;

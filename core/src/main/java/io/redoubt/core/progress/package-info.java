/** Progress of long-running work, with throughput and time left, as progress records of the API. */
package io.redoubt.core.progress;

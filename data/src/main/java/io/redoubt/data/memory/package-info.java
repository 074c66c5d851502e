/** Memory: buffers outside the Java heap, what a computation needs, and what is free. */
package io.redoubt.data.memory;

/** Event files of TensorBoard: records of protocol buffers with checksums. */
package io.redoubt.cli.tensorboard;

/** {@code redoubt export}: models with their model card, and curves for TensorBoard. */
package io.redoubt.cli.export;

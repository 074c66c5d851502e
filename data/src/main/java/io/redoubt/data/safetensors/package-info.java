/**
 * The safetensors file format: named tensors and string metadata, without executable content. Plain Java, without
 * engine types and independent of what the tensors represent.
 */
package io.redoubt.data.safetensors;

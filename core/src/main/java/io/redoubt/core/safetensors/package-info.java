/**
 * The safetensors file format: named tensors and string metadata, nothing executable. Plain Java; no engine types here,
 * and nothing about what the tensors mean.
 */
package io.redoubt.core.safetensors;

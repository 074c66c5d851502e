/**
 * Writes TorchScript modules and runs them: the only package that knows how the engine is driven. Modules hold no
 * parameters; weights and state are passed to each call. What a network or an algorithm computes is described elsewhere.
 */
package io.redoubt.core.script;

/**
 * Writes TorchScript modules and runs them; the only package that drives the engine. A {@code ScriptSource} is a set of
 * methods, each a signature ({@code ScriptMethod}) and a body ({@code CodeBlock}); {@code ScriptMethods} lists those that
 * networks, losses and adversaries share. Modules hold no parameters: weights and state are passed to each call.
 */
package io.redoubt.core.script;

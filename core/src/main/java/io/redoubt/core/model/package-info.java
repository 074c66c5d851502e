/**
 * The building blocks of networks: tensors, and layers written as TorchScript. Nothing here trains, attacks or uses the
 * engine.
 */
package io.redoubt.core.model;

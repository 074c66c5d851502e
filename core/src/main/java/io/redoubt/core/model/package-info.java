/**
 * What networks are made of: tensors and how they compute, described as TorchScript. Nothing here trains, attacks or
 * touches the engine.
 */
package io.redoubt.core.model;

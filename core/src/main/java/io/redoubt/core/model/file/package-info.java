/** Models in files: those that describe themselves, and published state dicts, recognised by their tensors. */
package io.redoubt.core.model.file;

/** Recognises files of the wrong type by their content. */
package io.redoubt.data.file;

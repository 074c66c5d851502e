/** Data sets as their publishers store them, and those that ship with Redoubt. */
package io.redoubt.core.data.format;

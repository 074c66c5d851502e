/** The table of names that every extension point of the learning engine keeps. */
package io.redoubt.core.registry;

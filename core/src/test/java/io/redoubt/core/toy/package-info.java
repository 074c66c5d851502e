/** Extensions as a contributor writes them, through the public interface alone. */
package io.redoubt.core.toy;

/** Speed and time left of long work, as the contract's progress records. */
package io.redoubt.core.progress;

/**
 * Self-supervised tasks: how an image is changed, what is asked about it, and the head that answers. A task is one class
 * and one line in the registry; how it is trained or attacked is not its business.
 */
package io.redoubt.core.pretext;

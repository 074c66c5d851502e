/** PNG and JPEG files: dimensions from the header, and samples without colour conversion. */
package io.redoubt.data.image;

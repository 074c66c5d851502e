/** Images in double precision, and the filters, textures and transforms that corruptions are made of. */
package io.redoubt.core.corruption.image;

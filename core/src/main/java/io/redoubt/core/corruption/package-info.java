/**
 * The common corruptions of CIFAR-10-C: noise, blur, weather and digital distortions at five severities. Plain Java on
 * single images, without engine types or models. Results are the same bytes on every machine.
 *
 * <p>The constants are the published ones, and the steps are those of the libraries that made the published set,
 * reimplemented. Differences from the published code: other random draws; a synthetic frost texture instead of
 * photographs; exact interpolation and distances where OpenCV uses fixed point and approximations; an exact cosine
 * transform in JPEG; and values within a rounding error of a level are set to that level, where the published code may
 * truncate them to the level below.
 */
package io.redoubt.core.corruption;

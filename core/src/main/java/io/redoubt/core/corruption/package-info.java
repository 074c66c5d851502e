/**
 * The common corruptions of CIFAR-10-C: noise, blur, weather and digital damage at five severities. Plain Java on the
 * pixels of one image, the same bytes on every machine: no engine types, no models, no accuracies.
 *
 * <p>The constants are the published ones and the steps are those of the libraries behind the published set, written
 * anew. What differs: other random draws; a made texture of frost instead of photographs; exact interpolation and exact
 * distances where OpenCV uses fixed point and approximations; an exact cosine transform in JPEG; and values that are
 * whole levels but for a rounding error stay, where the published code may cut them off a level lower.
 */
package io.redoubt.core.corruption;

package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How training images are varied. */
public enum AugmentationPolicy {
    /** Zero-pad by 4, crop at random, flip at random. */
    @JsonProperty("crop-flip")
    CROP_FLIP,
    /** As they are. */
    @JsonProperty("none")
    NONE
}

package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Augmentation of the training images. */
public enum AugmentationPolicy {
    /** Zero-padding by 4 pixels, random crop and random horizontal flip. */
    @JsonProperty("crop-flip")
    CROP_FLIP,
    /** No augmentation. */
    @JsonProperty("none")
    NONE
}

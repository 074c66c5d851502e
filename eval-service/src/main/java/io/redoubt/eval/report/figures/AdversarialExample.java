package io.redoubt.eval.report.figures;

/**
 * One adversarial example and the predictions of the model.
 *
 * @param image index of the test image
 * @param label its true class
 * @param cleanPrediction the predicted class of the clean image
 * @param adversarialPrediction the predicted class of the adversarial image
 * @param clean the clean image
 * @param adversarial the adversarial image
 */
public record AdversarialExample(
        int image,
        int label,
        int cleanPrediction,
        int adversarialPrediction,
        ImagePixels clean,
        ImagePixels adversarial) {}

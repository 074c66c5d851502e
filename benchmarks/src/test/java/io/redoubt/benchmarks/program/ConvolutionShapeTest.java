package io.redoubt.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.request.ModelSpec;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.Networks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionShapeTest {

    /** Published multiply-adds of the networks for an image of CIFAR-10, in billions. */
    @ParameterizedTest
    @CsvSource({"preact-resnet-v2-cifar,18,64,0.56", "resnet,50,64,1.30", "wide-resnet,28,10,5.24"})
    void multiplicationsAreThoseOfThePublishedNetworks(String architecture, int depth, int width, double billions) {
        ModelSpec model = new ModelSpec(architecture, depth, width);

        List<ConvolutionShape> shapes =
                ConvolutionShape.of(Networks.STANDARD.network(model, 10, Normalisation.IMAGENET), 32);

        long multiplications =
                shapes.stream().mapToLong(ConvolutionShape::multiplications).sum();
        assertThat(multiplications / 1e9).isCloseTo(billions, within(0.01));
    }
}

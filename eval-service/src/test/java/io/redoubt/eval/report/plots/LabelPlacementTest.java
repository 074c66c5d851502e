package io.redoubt.eval.report.plots;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.eval.report.plots.LabelPlacement.Place;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {

    private final LabelPlacement places = new LabelPlacement();

    @Test
    void isolatedPointHasItsLabelOnTheRight() {
        places.addPoint(200, 100);

        assertThat(places.find(200, 100, "P3,F4")).map(Place::anchor).contains("start");
    }

    @Test
    void labelAtTheRightEdgeIsOnTheLeft() {
        places.addPoint(PlotArea.RIGHT, 100);

        assertThat(places.find(PlotArea.RIGHT, 100, "P3,F4")).map(Place::anchor).contains("end");
    }

    @Test
    void labelDoesNotCoverANeighbour() {
        places.addPoint(200, 100);
        places.addPoint(215, 100);

        assertThat(places.find(200, 100, "P3,F4")).map(Place::anchor).contains("end");
        assertThat(places.find(215, 100, "P3,F3")).map(Place::anchor).contains("start");
    }

    @Test
    void labelWithoutRoomIsOmitted() {
        for (int i = 0; i < 5; i++) {
            places.find(200, 100, "P3,F4");
        }

        assertThat(places.find(200, 100, "P3,F4")).isEmpty();
    }
}

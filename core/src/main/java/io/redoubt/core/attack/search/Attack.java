package io.redoubt.core.attack.search;

/** One kind of attack; it creates a search for each image. */
public interface Attack {
    /** As written in requests and reports, such as {@code apgd-ce}. */
    String name();

    /**
     * A search for one image. It gives the points it finds to {@link AttackedImage#offer} and may end once the image is settled.
     *
     * @param image with its clean logits known
     */
    Search on(AttackedImage image);

    /** The passes through the network that one image costs at most, each forward and, for most attacks, backward. */
    int passes();
}

package io.redoubt.core.attack.search;

/** One kind of attack; it creates a search for each image. */
public interface Attack {
    /** The name in requests and reports, such as {@code apgd-ce}. */
    String name();

    /**
     * Creates the search for one image. It passes its points to {@link AttackedImage#offer} and may end once the image
     * is settled.
     *
     * @param image its clean logits must be known
     */
    Search on(AttackedImage image);

    /** The maximum number of passes per image, each a forward pass and, for most attacks, a backward pass. */
    int passes();
}

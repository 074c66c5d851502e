package io.redoubt.cli.export;

import java.util.List;

/** How to load exported files in PyTorch, in Markdown. */
final class Usage {

    private Usage() {}

    static String ofScript(String file) {
        return "The archive contains code, which is executed when it is loaded. It returns logits for images with pixel values"
                + " in [0,1], shape (batch, channels, height, width); it normalises them itself.\n\n"
                + ModelCard.code("python", """
                        import torch

                        model = torch.jit.load("%s")
                        logits = model(images)
                        """.formatted(file));
    }

    static String ofModelFiles(List<String> files) {
        return "Each file has the tensors of a PyTorch state dict, and in the metadata entry `redoubt.model` a description of"
                + " the network, its classes and its normalisation, which is the first layer. The page \"Exchanging models"
                + " with PyTorch\" of Redoubt's documentation has the network in PyTorch.\n\n"
                + ModelCard.code("python", """
                        import json
                        from safetensors import safe_open

                        with safe_open("%s", framework="pt") as file:
                            description = json.loads(file.metadata()["redoubt.model"])
                            state_dict = {name: file.get_tensor(name) for name in file.keys()}
                        """.formatted(files.get(0)))
                + (files.size() == 1
                        ? ""
                        : "\nThe ensemble consists of " + String.join(", ", files)
                                + ". Its logits are the logarithm of the mean of their probabilities.\n");
    }
}

// All images: docker buildx bake. One: docker buildx bake attack-service. With CUDA: docker buildx bake cuda.
// Variables come from the environment: REGISTRY=registry.example.org/redoubt VERSION=0.1.0 docker buildx bake --push

variable "REGISTRY" {
  default = "redoubt"
}

variable "VERSION" {
  default = "0.1.0-SNAPSHOT"
}

variable "REVISION" {
  default = "unknown"
}

group "default" {
  targets = ["image"]
}

group "cuda" {
  targets = ["image-cuda"]
}

target "common" {
  context = "."
  args = {
    VERSION  = VERSION
    REVISION = REVISION
  }
}

target "image" {
  inherits = ["common"]
  matrix = {
    image = ["experiment-service", "pretrain-service", "finetune-service", "attack-service", "eval-service", "cli"]
  }
  name   = image
  target = image
  tags   = ["${REGISTRY}/${image}:${VERSION}"]
}

target "image-cuda" {
  inherits = ["common"]
  matrix = {
    image = ["pretrain-service", "finetune-service", "attack-service", "eval-service"]
  }
  name   = "${image}-cuda"
  target = "${image}-cuda"
  tags   = ["${REGISTRY}/${image}:${VERSION}-cuda"]
}

/**
 * The vision engine: a process of its own that answers Ollama's HTTP API with OpenCV. It needs no model files and no
 * other server; PixPro talks to it as it talks to Ollama.
 */
package pixpro.engine;

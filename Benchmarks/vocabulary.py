"""The words that the corpora are made of. Names are put together, so that there are enough of them."""

GIVEN: list[str] = """
Ada Adam Agnes Aiko Akira Alan Alba Alice Amara Amit Ana Anders Andrea Anil Anja Anna Antoine Arjun Arne Asha Astrid
Aylin Beatriz Ben Bianca Bo Boris Bruno Camila Carl Carmen Chen Chiara Claire Clara Dana Daniel Daria David Deepa
Diego Dmitri Dora Eda Elena Elif Elin Emil Emma Enzo Erik Esra Eva Éva Fatima Felix Fen Filip Frida Gabor Greta Guang
Hana Hanna Haruto Hassan Helga Hiro Hugo Ida Igor Ilse Ines Inga Ioana Irene Isla Ivan Jana Jasper Javier Jia Jin
Jiri Joana João Jonas José Juan Jules Julia Jun Kamal Karin Karl Katya Kei Kenji Kofi Kyra Lara Lars Laura Lea Lei
Leila Lena Li Lin Lina Lior Luca Lucia Luis Magda Mai Maja Malik Marc Mara Maria Marta Mateo Maya Mehmet Mei Mia
Mila Min Mira Mona Nadia Naomi Nela Nia Nikos Nina Noa Nora Olga Omar Oskar Otto Paula Pavel Pedro Petra Pia Ping
Priya Qiang Rafael Rahul Ramon Rana Raul Ravi Rei Rhea Rosa Ruth Saki Samir Sanna Sara Selin Sena Shira Siri Sofia
Sonja Sven Tao Tara Teo Tilda Timo Tomas Ulla Uma Vera Victor Wei Wen Xin Yan Yara Yuki Zara Zoe
""".split()

FAMILY_STEMS: list[str] = """
Ahl Alm Ander Arn Balt Berg Bern Bjorn Brand Calv Carl Cast Dahl Dorn Eck Eng Falk Fern Gar Gold Grün Hall Hart Holm
Jans Jens Karl Kell Kov Krist Lang Lind Lund Mart Mend Mor Nor Olm Pav Pet Ram Rod Rosen Sand Sil Sten Val Weid
""".split()

FAMILY_ENDINGS: list[str] = """
a ado ano ansen aro ás berg burg dal ek eli elli en er escu etti ez feld ić ini is mann off olo ov ova quist sen ski
son stad strom ton zer
""".split()

TAGS: list[str] = """
language-models image-generation reinforcement-learning benchmarks reasoning agents diffusion-models robotics
multimodal-models efficiency evaluation alignment retrieval computer-vision speech code-generation video datasets
safety fine-tuning interpretability optimization graph-learning transformers quantization translation planning
federated-learning 3d-vision time-series causality recommendation privacy distillation pretraining segmentation
object-detection question-answering summarization continual-learning audio music medical-imaging biology chemistry
materials physics climate remote-sensing geometry theory generative-models representation-learning self-supervision
contrastive-learning few-shot-learning meta-learning active-learning uncertainty calibration robustness fairness
knowledge-graphs dialogue embeddings tokenization long-context memory tool-use simulation control navigation
human-feedback synthetic-data data-curation scaling-laws state-space-models mixture-of-experts speculative-decoding
compilers hardware systems education accessibility security watermarking neuroscience
""".split()

ADJECTIVES: list[str] = """
adaptive amortized asynchronous balanced bounded calibrated causal coarse compact compositional conditional
consistent constrained continuous contrastive convex decentralized deep dense differentiable discrete distributed
dynamic efficient equivariant explicit factorized frozen gated generative geometric global greedy hierarchical
hybrid implicit incremental interactive invariant iterative joint latent layered learned lightweight linear local
masked modular multilingual neural nonlinear parallel partial personalized probabilistic progressive pruned
quantized randomized recurrent regularized relational robust sampled scalable selective sequential shared sparse
spectral stable stochastic structured supervised symbolic temporal tractable transferable unified unsupervised
variational verified weighted
""".split()

NOUNS: list[str] = """
adapter alignment annotation approximation attention attribution backbone baseline batch benchmark bottleneck budget
cache classifier codebook computation constraint corpus critic curriculum decoder decomposition demonstration
denoiser descriptor detector discriminator distribution domain embedding encoder ensemble environment estimator
evaluator expert feature feedback filter forecast gradient graph heuristic hierarchy hypothesis index inference
initialization instruction kernel label layer likelihood manifold mask matrix mechanism memory metric mixture
modality module network objective observation operator optimizer oracle parser partition perturbation planner policy
posterior predictor preference prior projection prompt proposal prototype proxy quantizer query ranking regularizer
representation residual retriever reward router rubric sampler scheduler sequence signal simulator sketch solver
state student subspace supervision surrogate symmetry taxonomy teacher template tensor threshold token trajectory
transformer tree update validator variance verifier vocabulary window workflow
""".split()

TASKS: list[str] = """
abstractive summarization|action recognition|anomaly detection|autonomous driving|claim verification|code review|
cell segmentation|crystal structure search|depth estimation|dialogue state tracking|document parsing|drug screening|
entity linking|flood forecasting|formal theorem proving|gene expression analysis|grid balancing|hand tracking|
image captioning|image restoration|intent detection|inverse rendering|keyword spotting|legal search|
long video understanding|machine translation|map matching|medical triage|molecule generation|motion planning|
music transcription|named entity recognition|open-domain search|point cloud completion|program repair|
protein folding|question answering|reading comprehension|route planning|scene reconstruction|semantic parsing|
sign language translation|source separation|speaker diarization|speech recognition|table understanding|
text-to-image generation|traffic forecasting|visual grounding|weather prediction
""".replace("\n", "").split("|")

VERBS: list[str] = """
aligns amplifies anticipates balances bridges calibrates combines compresses controls corrects decouples denoises
distills encodes estimates exploits extends factorizes filters fuses guides improves interleaves learns localizes
maps merges normalizes predicts preserves propagates prunes ranks reconstructs refines regularizes replaces reuses
reweights routes samples schedules separates shares simplifies stabilizes steers transfers unifies updates verifies
""".split()

FORMULAS: list[str] = [
    r"$O(n \log n)$", r"$O(n^2)$", r"$\mathcal{L}_{\text{total}}$", r"$p(x \mid z)$", r"$\theta^*$", r"$x_t$",
    r"$k = 8$", r"$\lambda \in [0, 1]$", r"$\alpha_i \leq \beta_j$", r"$\mathbb{E}_{x \sim p}[f(x)]$",
    r"$\|W - \hat{W}\|_F$", r"$\epsilon$", r"$d_{\text{model}} = 512$", r"$\frac{1}{\sqrt{n}}$", r"$L_2$",
    r"$\mathbf{x}_i^\top \mathbf{y}_j$", r"$\sigma^2$", r"$\nabla_\theta J$", r"$10^{-4}$", r"$q_\phi(z \mid x)$",
]

TITLE_FORMULAS: list[str] = [
    r"$k$", r"$O(n)$", r"$L_2$", r"$\alpha$", r"$SE(3)$", r"$\epsilon$", r"$3\times$", r"$\pi_0$", r"$n$", r"$\beta$",
]

CODE: list[str] = [
    "`top_k`", "`float16`", "`reset()`", "`--no-cache`", "`int8`", "`train.py`", "`batch_size`", "`softmax`", "`A*`",
    "`gather`", "`seed=0`", "`config.toml`",
]

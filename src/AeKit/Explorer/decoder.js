// The decoder's forward pass. A value between two steps is one flat row of numbers in the engine's order, channel by
// channel and line by line. Each step takes such a row and gives the next. Weights stand in `w`, at the positions that the
// step names; a missing bias has the position −1. Sums are in double precision, as all arithmetic of JavaScript.
const runStep = {

    // y = W x + b.
    linear(step, x, w) {
        const y = new Float64Array(step.outputs);
        for (let o = 0; o < step.outputs; o++) {
            let sum = step.bias < 0 ? 0 : w[step.bias + o];
            const row = step.weight + o * step.inputs;
            for (let i = 0; i < step.inputs; i++) sum += w[row + i] * x[i];
            y[o] = sum;
        }
        return y;
    },

    // Each input value, times the kernel, is added to the window of the output that begins at its place × stride − padding.
    // The weights are (input channels, output channels of a group, kernel height, kernel width).
    convTranspose2d(step, x, w) {
        const [inChannels, inHeight, inWidth] = step.input;
        const [outChannels, outHeight, outWidth] = step.output;
        const [kernelHeight, kernelWidth] = step.kernel;
        const [strideY, strideX] = step.stride, [padY, padX] = step.padding, [dilationY, dilationX] = step.dilation;
        const inOfGroup = inChannels / step.groups, outOfGroup = outChannels / step.groups;
        const y = new Float64Array(outChannels * outHeight * outWidth);
        if (step.bias >= 0) {
            for (let c = 0; c < outChannels; c++) y.fill(w[step.bias + c], c * outHeight * outWidth, (c + 1) * outHeight * outWidth);
        }
        for (let c = 0; c < inChannels; c++) {
            const firstOut = Math.floor(c / inOfGroup) * outOfGroup;
            for (let o = 0; o < outOfGroup; o++) {
                const kernel = step.weight + (c * outOfGroup + o) * kernelHeight * kernelWidth;
                const plane = (firstOut + o) * outHeight * outWidth;
                for (let iy = 0; iy < inHeight; iy++) {
                    for (let ix = 0; ix < inWidth; ix++) {
                        const value = x[(c * inHeight + iy) * inWidth + ix];
                        if (value === 0) continue; // ReLU makes many of them
                        for (let ky = 0; ky < kernelHeight; ky++) {
                            const oy = iy * strideY - padY + ky * dilationY;
                            if (oy < 0 || oy >= outHeight) continue;
                            for (let kx = 0; kx < kernelWidth; kx++) {
                                const ox = ix * strideX - padX + kx * dilationX;
                                if (ox < 0 || ox >= outWidth) continue;
                                y[plane + oy * outWidth + ox] += value * w[kernel + ky * kernelWidth + kx];
                            }
                        }
                    }
                }
            }
        }
        return y;
    },

    // Batch normalisation with its running statistics: a factor and a summand for each channel.
    affine(step, x, w) {
        return x.map((value, i) => {
            const channel = Math.floor(i / step.size);
            return value * w[step.scale + channel] + w[step.shift + channel];
        });
    },

    relu: (step, x) => x.map(v => Math.max(0, v)),
    leakyRelu: (step, x) => x.map(v => v > 0 ? v : step.slope * v),
    elu: (step, x) => x.map(v => v > 0 ? v : step.alpha * Math.expm1(v)),
    gelu: (step, x) => x.map(v => 0.5 * v * (1 + erf(v / Math.SQRT2))),
    silu: (step, x) => x.map(v => v / (1 + Math.exp(-v))),
    sigmoid: (step, x) => x.map(v => 1 / (1 + Math.exp(-v))),
    tanh: (step, x) => x.map(Math.tanh),
};

// Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26: to 1.5e-7.
function erf(x) {
    const t = 1 / (1 + 0.3275911 * Math.abs(x));
    const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
    return x < 0 ? tail - 1 : 1 - tail;
}

// From the code, with the one-hot label behind it if there are classes, to the reconstruction.
function decode(model, code, label) {
    let x = new Float64Array(code.length + model.conditional);
    x.set(code);
    if (model.conditional > 0) x[code.length + label] = 1;
    for (const step of model.steps) x = runStep[step.op](step, x, model.numbers);
    return x;
}

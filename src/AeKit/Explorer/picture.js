// What the decoder gives: an image, grey or RGB, …
function createImage(model) {
    const { channels, height, width } = model.image, [black, white] = model.values;
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { className: "image", width, height });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "The decoded image");
    canvas.style.aspectRatio = `${width} / ${height}`;
    // A wide image gets the room of a square one.
    canvas.style.maxWidth = `${200 * Math.min(1.4, Math.max(1, width / height))}px`;
    const context = canvas.getContext("2d"), raster = context.createImageData(width, height);

    function show(output) {
        const plane = height * width;
        for (let i = 0; i < plane; i++) {
            for (let c = 0; c < 3; c++) {
                const value = output[channels === 3 ? c * plane + i : i];
                raster.data[4 * i + c] = Math.round(255 * clamp((value - black) / (white - black), 0, 1));
            }
            raster.data[4 * i + 3] = 255;
        }
        context.putImageData(raster, 0, 0);
    }
    return { element: canvas, show };
}

// … or a curve: bars while there are few of them.
function createCurve(model) {
    const width = 260, height = 200, left = 38, bottom = 190, top = 8;
    const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, class: "curve", role: "img", "aria-label": "The decoded values" });

    function show(output) {
        svg.replaceChildren();
        const low = Math.min(model.values[0], ...output), high = Math.max(model.values[1], ...output);
        const y = scale({ low, high }, bottom, top);
        let grid = "";
        for (const tick of ticks(low, high, 4)) {
            grid += `M${left} ${y(tick.value)}H${width}`;
            svgElement("text", { x: left - 6, y: y(tick.value) + 4, "text-anchor": "end" }, svg).textContent = tick.text;
        }
        svgElement("path", { class: "grid", d: grid }, svg);
        svgElement("path", { class: "axes", d: `M${left} ${top}V${bottom}H${width}` }, svg);
        const slot = (width - left) / output.length;
        if (output.length <= 24) {
            const zero = y(clamp(0, low, high));
            output.forEach((value, i) => svgElement("rect", {
                class: "bar", x: left + (i + 0.15) * slot, width: 0.7 * slot, y: Math.min(zero, y(value)), height: Math.abs(zero - y(value)),
            }, svg));
        } else {
            const points = [...output].map((value, i) => `${(left + (i + 0.5) * slot).toFixed(1)} ${y(value).toFixed(1)}`);
            svgElement("path", { class: "line", d: "M" + points.join("L") }, svg);
        }
    }
    return { element: svg, show };
}

// The map: two dimensions of the code as a plane, the codes of examples as points on it, and the current code as a ring.
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "currentColor", "#f0e442", "#882255", "#999999"];
const colourOf = label => colours[label % colours.length];

// The size of the drawing, which is scaled to the room there is, and of the plane in it.
const mapSize = { width: 340, height: 310, left: 44, top: 8, right: 332, bottom: 276 };

function svgElement(name, attributes, parent) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent?.append(element);
    return element;
}

// Multiples of 1, 2 or 5 × 10ⁿ, about `wanted` of them.
function ticks(low, high, wanted) {
    const rough = (high - low) / wanted, power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5].find(f => f * power >= rough * 0.999) ?? 10);
    const values = [];
    for (let i = Math.ceil(low / step - 1e-6); i * step <= high + 1e-6 * step; i++) values.push(i * step);
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return values.map(value => ({ value, text: number(value, decimals) }));
}

// With a minus as wide as a plus, and no −0.
function number(value, decimals) {
    const text = Math.abs(value).toFixed(decimals);
    return value < 0 && Number(text) !== 0 ? "−" + text : text;
}

// `onPick(x, y, example)`: a place was chosen, and the example whose point is there, or null.
function createMap(model, onPick) {
    const svg = svgElement("svg", { viewBox: `0 0 ${mapSize.width} ${mapSize.height}`, class: "map", tabindex: 0, role: "application" });
    let dimensions, x, y;

    function draw(chosen) {
        dimensions = chosen;
        svg.replaceChildren();
        const [horizontal, vertical] = dimensions.map(d => ({ low: model.range(d)[0], high: model.range(d)[1], name: model.names[d] }));
        x = scale(horizontal, mapSize.left, mapSize.right);
        y = scale(vertical, mapSize.bottom, mapSize.top);
        svg.setAttribute("aria-label", `Map of ${horizontal.name} and ${vertical.name}. Arrow keys move the code.`);
        drawAxes(horizontal, vertical);
        if (model.prior?.kind === "normal") drawPrior();
        drawPoints();
        svgElement("path", { class: "cross" }, svg);
        svgElement("circle", { class: "ring", r: 6 }, svg);
        svgElement("circle", { class: "dot", r: 1.8 }, svg);
    }

    function drawAxes(horizontal, vertical) {
        let grid = "";
        for (const tick of ticks(horizontal.low, horizontal.high, 6)) {
            grid += `M${x(tick.value)} ${mapSize.top}V${mapSize.bottom}`;
            svgElement("text", { x: x(tick.value), y: mapSize.bottom + 16, "text-anchor": "middle" }, svg).textContent = tick.text;
        }
        for (const tick of ticks(vertical.low, vertical.high, 6)) {
            grid += `M${mapSize.left} ${y(tick.value)}H${mapSize.right}`;
            svgElement("text", { x: mapSize.left - 6, y: y(tick.value) + 4, "text-anchor": "end" }, svg).textContent = tick.text;
        }
        svgElement("path", { class: "grid", d: grid }, svg);
        svgElement("path", { class: "axes", d: `M${mapSize.left} ${mapSize.top}V${mapSize.bottom}H${mapSize.right}` }, svg);
        svgElement("text", { class: "name", x: (mapSize.left + mapSize.right) / 2, y: mapSize.height - 2, "text-anchor": "middle" }, svg).textContent = horizontal.name;
        const middle = (mapSize.top + mapSize.bottom) / 2;
        svgElement("text", { class: "name", x: 10, y: middle, "text-anchor": "middle", transform: `rotate(-90 10 ${middle})` }, svg).textContent = vertical.name;
    }

    // One, two and three standard deviations of the prior.
    function drawPrior() {
        const clip = svgElement("svg", { x: mapSize.left, y: mapSize.top, width: mapSize.right - mapSize.left, height: mapSize.bottom - mapSize.top }, svg);
        for (const radius of [1, 2, 3]) {
            svgElement("ellipse", {
                class: "prior", cx: x(0) - mapSize.left, cy: y(0) - mapSize.top, rx: x(radius) - x(0), ry: y(0) - y(radius),
            }, clip);
        }
    }

    // A point is a line of no length with round ends: one path for each class keeps the page light.
    function drawPoints() {
        const paths = new Map();
        for (let i = 0; i < model.points; i++) {
            const [px, py] = dimensions.map(d => model.codeOf(i)[d]);
            if (!inside(x(px), y(py))) continue;
            const label = model.labels?.[i] ?? 0;
            paths.set(label, (paths.get(label) ?? "") + `M${x(px).toFixed(1)} ${y(py).toFixed(1)}h0`);
        }
        for (const [label, d] of [...paths].sort((a, b) => a[0] - b[0])) {
            svgElement("path", { class: "points", d, stroke: colourOf(label), "data-label": label }, svg);
        }
    }

    function mark(code, label) {
        const [px, py] = [clamp(x(code[dimensions[0]]), mapSize.left, mapSize.right), clamp(y(code[dimensions[1]]), mapSize.top, mapSize.bottom)];
        for (const circle of svg.querySelectorAll(".ring, .dot")) {
            circle.setAttribute("cx", px);
            circle.setAttribute("cy", py);
        }
        svg.querySelector(".cross").setAttribute("d", `M${mapSize.left} ${py}H${mapSize.right}M${px} ${mapSize.top}V${mapSize.bottom}`);
        if (model.conditional > 0) {
            for (const path of svg.querySelectorAll(".points")) path.classList.toggle("faded", Number(path.dataset.label) !== label);
        }
    }

    function inside(px, py) {
        return px >= mapSize.left && px <= mapSize.right && py >= mapSize.top && py <= mapSize.bottom;
    }

    function pick(event, withPoints) {
        const box = svg.getBoundingClientRect(), perPixel = mapSize.width / box.width;
        const px = clamp((event.clientX - box.left) * perPixel, mapSize.left, mapSize.right);
        const py = clamp((event.clientY - box.top) * perPixel, mapSize.top, mapSize.bottom);
        let nearest = null, distance = 5;
        for (let i = 0; withPoints && i < model.points; i++) {
            const code = model.codeOf(i), away = Math.hypot(x(code[dimensions[0]]) - px, y(code[dimensions[1]]) - py);
            if (away < distance) [nearest, distance] = [i, away];
        }
        onPick(x.inverse(px), y.inverse(py), nearest);
    }

    svg.addEventListener("pointerdown", event => {
        svg.setPointerCapture(event.pointerId);
        pick(event, true);
    });
    svg.addEventListener("pointermove", event => {
        if (event.buttons === 1 && (event.movementX !== 0 || event.movementY !== 0)) pick(event, false);
    });
    svg.addEventListener("keydown", event => {
        const [right, up] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
        if (right === 0 && up === 0) return;
        event.preventDefault();
        const ring = svg.querySelector(".ring");
        const stepOf = d => model.integer ? 1 : (model.range(d)[1] - model.range(d)[0]) / 50;
        onPick(
            clamp(x.inverse(Number(ring.getAttribute("cx"))) + right * stepOf(dimensions[0]), ...model.range(dimensions[0])),
            clamp(y.inverse(Number(ring.getAttribute("cy"))) + up * stepOf(dimensions[1]), ...model.range(dimensions[1])),
            null);
    });
    return { element: svg, draw, mark };
}

// Linear from [low, high] to [from, to], and back.
function scale({ low, high }, from, to) {
    const place = value => from + (value - low) / (high - low) * (to - from);
    place.inverse = position => low + (position - from) / (to - from) * (high - low);
    return place;
}

function clamp(value, low, high) {
    return Math.min(high, Math.max(low, value));
}

// The explorer: sliders, map and picture, in a shadow tree of their own, which keeps the styles of the page and of other
// explorers out. The still picture beside the script is shown wherever this does not run.

function startExplorer(id, model, numbers) {
    const host = findHost(id);
    if (!host) return;
    prepare(model, numbers);

    const root = host.attachShadow({ mode: "open" });
    const sheet = element("style", { textContent: style });
    const frame = element("section", { className: "frame" });
    frame.setAttribute("aria-label", model.title);
    root.append(sheet, frame);
    adaptToTheme(host, frame);

    const state = { code: Float64Array.from(model.startCode), label: model.startLabel };
    const picture = model.image ? createImage(model) : createCurve(model);
    const sliders = createSliders(model, (dimension, value) => {
        state.code[dimension] = value;
        show("");
    });
    const status = element("p", { className: "status" });
    status.setAttribute("aria-live", "polite");
    const chooser = model.conditional > 0 ? createChooser("class", model.classes.slice(0, model.conditional), label => {
        state.label = label;
        show("");
    }) : null;
    const map = model.names.length > 1 ? createMap(model, (x, y, example) => {
        if (example !== null) return showExample(example);
        [state.code[model.map[0]], state.code[model.map[1]]] = model.integer ? [Math.round(x), Math.round(y)] : [x, y];
        show("");
    }) : null;

    function show(message) {
        const output = decode(model, state.code, state.label);
        picture.show(output);
        sliders.show(state.code);
        map?.mark(state.code, state.label);
        if (chooser) chooser.select.value = state.label;
        status.textContent = message;
        // For whoever looks at the page from outside: what is shown, before it becomes colours.
        host.explorer = { code: Array.from(state.code), label: state.label, output: Array.from(output) };
    }

    function showCode(code, label, message) {
        state.code.set(code);
        state.label = label;
        show(message);
    }

    function showExample(i) {
        const label = model.labels?.[i];
        showCode(model.codeOf(i), model.conditional > 0 ? label : state.label, exampleText(model, i * model.stride, label));
    }

    const buttons = element("div", { className: "buttons" });
    if (model.prior) {
        const title = model.prior.kind === "normal" ? "A code from the prior N(0, I)" : "A code from the density that was fitted to codes";
        buttons.append(createButton("Random", title, () => showCode(drawCode(model), state.label, "a random code")));
    }
    if (model.points > 0) {
        buttons.append(createButton("Example", "The code of a random example", () => showExample(Math.floor(Math.random() * model.points))));
    }
    const startMessage = model.startExample === null ? "" : exampleText(model, model.startExample, model.labels ? model.startLabel : undefined);
    buttons.append(createButton("Reset", "Back to the first code", () => showCode(model.startCode, model.startLabel, startMessage)));

    const left = element("div", { className: "left" }), right = element("div", { className: "right" });
    if (map) {
        left.append(map.element);
        if (model.names.length > 2) left.append(createAxisChoosers(model, dimensions => {
            model.map = dimensions;
            map.draw(dimensions);
            map.mark(state.code, state.label);
        }));
        const legend = createLegend(model);
        if (legend) left.append(legend);
        map.draw(model.map);
    }
    right.append(picture.element, ...(chooser ? [chooser.element] : []), sliders.element, buttons, status);
    frame.append(element("p", { className: "title", textContent: model.title }), element("div", { className: "columns" }));
    frame.lastChild.append(...(map ? [left] : []), right);
    show(startMessage);
}

// The element around the script. Clients that run a script elsewhere than where it stood leave its element to be found by
// the id: the one that has not been started yet.
function findHost(id) {
    const script = document.currentScript, selector = `.aekit-explorer[data-explorer="${id}"]`;
    const candidates = [script?.closest(selector), ...(script?.parentElement?.querySelectorAll(selector) ?? []), ...document.querySelectorAll(selector)];
    return candidates.find(candidate => candidate && !candidate.shadowRoot);
}

// Numbers and the names for parts of them.
function prepare(model, numbers) {
    const text = atob(numbers.slice(numbers.indexOf(",") + 1));
    model.numbers = new Float32Array(Uint8Array.from(text, c => c.charCodeAt(0)).buffer);
    const size = model.names.length, part = (start, count) => model.numbers.subarray(start, start + count);
    model.startCode = part(model.start, size);
    model.values = part(model.values, 2);
    model.range = d => part(model.ranges + 2 * d, 2);
    model.codeOf = i => part(model.codes + size * i, size);
}

function exampleText(model, example, label) {
    return label === undefined ? `example ${example}` : `example ${example}, class ${model.classes[label]}`;
}

// A new code: from N(0, I), or from a mixture of normal distributions, μ + L ε of a component chosen by its weight.
function drawCode(model) {
    const size = model.names.length, { prior, numbers } = model;
    // Box and Muller: two uniform numbers make a normal one.
    const noise = Array.from({ length: size }, () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()));
    if (prior.kind === "normal") return noise;
    let component = 0;
    for (let left = Math.random() - numbers[prior.weights]; left > 0 && component < prior.components - 1; left -= numbers[prior.weights + component]) component++;
    return noise.map((_, row) => {
        let value = numbers[prior.means + component * size + row];
        for (let column = 0; column <= row; column++) value += numbers[prior.factors + (component * size + row) * size + column] * noise[column];
        return value;
    });
}

function createSliders(model, onMove) {
    const list = element("div", { className: "sliders" });
    const rows = model.names.map((name, dimension) => {
        const [low, high] = model.range(dimension);
        const label = element("label"), value = element("output");
        const slider = element("input", { type: "range", min: low, max: high, step: model.integer ? 1 : (high - low) / 200 });
        slider.setAttribute("aria-label", name);
        slider.addEventListener("input", () => onMove(dimension, slider.valueAsNumber));
        label.append(element("span", { textContent: name, title: name }), slider, value);
        list.append(label);
        return { slider, value };
    });

    // A code may lie beyond its slider; the number beside it is right even then.
    function show(code) {
        rows.forEach(({ slider, value }, dimension) => {
            slider.value = code[dimension];
            value.textContent = number(code[dimension], model.integer ? 0 : 2);
        });
    }
    return { element: list, show };
}

function createChooser(text, names, onChoose) {
    const label = element("label", { className: "chooser" }), select = element("select");
    select.append(...names.map((name, i) => element("option", { value: i, textContent: name })));
    select.addEventListener("change", () => onChoose(Number(select.value)));
    label.append(element("span", { textContent: text }), select);
    return { element: label, select };
}

// Two lists; who chooses the other's dimension swaps them.
function createAxisChoosers(model, onChoose) {
    const axes = element("div", { className: "choosers" });
    const choosers = ["→", "↑"].map((arrow, axis) => createChooser(arrow, model.names, dimension => {
        const chosen = [...model.map];
        if (chosen[1 - axis] === dimension) chosen[1 - axis] = chosen[axis];
        chosen[axis] = dimension;
        choosers.forEach((chooser, i) => { chooser.select.value = chosen[i]; });
        onChoose(chosen);
    }));
    choosers.forEach((chooser, axis) => {
        chooser.select.value = model.map[axis];
        chooser.select.setAttribute("aria-label", axis === 0 ? "horizontal dimension of the map" : "vertical dimension of the map");
        axes.append(chooser.element);
    });
    return axes;
}

function createLegend(model) {
    const labels = [...new Set(model.labels ?? [])].sort((a, b) => a - b);
    if (labels.length < 2 || labels.length > 20) return null;
    const legend = element("div", { className: "legend" });
    for (const label of labels) {
        const entry = element("span", { textContent: model.classes[label] });
        entry.style.setProperty("--colour", colourOf(label));
        legend.append(entry);
    }
    return legend;
}

function createButton(text, title, onClick) {
    const button = element("button", { type: "button", textContent: text, title });
    button.addEventListener("click", onClick);
    return button;
}

// Text has the page's colour; sliders and lists must be told whether that is a dark page's, also when it changes.
function adaptToTheme(host, frame) {
    const adapt = () => {
        const [red, green, blue] = getComputedStyle(host).color.match(/[\d.]+/g).map(Number);
        frame.style.colorScheme = 0.3 * red + 0.59 * green + 0.11 * blue > 127 ? "dark" : "light";
    };
    adapt();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", adapt);
    frame.addEventListener("pointerenter", adapt);
}

function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
}

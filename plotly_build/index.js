// What ui/canvas.py draws with; scatter is part of the core.
const Plotly = require("plotly.js/lib/core");
Plotly.register([require("plotly.js/lib/heatmap"), require("plotly.js/lib/contour")]);
module.exports = Plotly;

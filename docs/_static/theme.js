// Before anything is drawn: the reader's choice here, else that of Sightline's own pages, else the system's.
document.body.dataset.theme = localStorage.getItem("theme") || localStorage.getItem("sightline-theme") || "auto";

// A stand-in for reCAPTCHA's api.js, for development: the parts of grecaptcha that sites use.
// Styles are set through the object model, which a strict content security policy allows.
(() => {
  "use strict";
  const address = new URL(document.currentScript.src);
  const mode = address.searchParams.get("render") ?? "onload";
  const widgets = [];

  const fetchToken = async (sitekey, action) => {
    const answer = await fetch(new URL("api/token", address), {
      method: "POST",
      body: new URLSearchParams({ sitekey, action }),
    });
    if (!answer.ok) throw new Error(`reCAPTCHA stand-in: unknown site key ${sitekey}`);
    return (await answer.json()).token;
  };

  const loaded = new Promise((resolve) => {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", resolve, { once: true });
    } else {
      resolve();
    }
  });

  const call = (callback, value) => {
    const found = typeof callback === "string" ? window[callback] : callback;
    if (typeof found === "function") found(value);
  };

  const draw = (widget) => {
    const label = document.createElement("label");
    const text = document.createElement("span");
    Object.assign(label.style, {
      display: "flex", gap: "0.75rem", alignItems: "center", boxSizing: "border-box",
      width: "304px", maxWidth: "100%", minHeight: "78px", padding: "0 1rem",
      border: "1px solid #7d8694", borderRadius: "3px", background: "#f9f9f9", color: "#1a1e24",
      font: "14px/1.4 sans-serif",
    });
    text.textContent = "I’m not a robot (a stand-in for reCAPTCHA)";
    widget.box.type = "checkbox";
    Object.assign(widget.box.style, { width: "28px", height: "28px", flex: "none" });
    widget.field.name = "g-recaptcha-response";
    widget.field.hidden = true;
    label.append(widget.box, text);
    widget.element.append(label, widget.field);
  };

  const clear = (widget) => {
    widget.field.value = "";
    widget.box.checked = false;
  };

  const answer = async (widget) => {
    if (!widget.box.checked) {
      widget.field.value = "";
      call(widget.options["expired-callback"]);
      return;
    }
    try {
      widget.field.value = await fetchToken(widget.options.sitekey, "");
      call(widget.options.callback, widget.field.value);
    } catch (error) {
      clear(widget);
      call(widget.options["error-callback"]);
      throw error;
    }
  };

  const render = (container, options = {}) => {
    const element = typeof container === "string" ? document.getElementById(container) : container;
    const { sitekey, callback, expiredCallback, errorCallback } = element.dataset;
    const marked = { sitekey, callback, "expired-callback": expiredCallback, "error-callback": errorCallback };
    const widget = {
      element,
      options: { ...marked, ...options },
      box: document.createElement("input"),
      field: document.createElement("textarea"),
    };
    draw(widget);
    widget.box.addEventListener("change", () => answer(widget));
    return widgets.push(widget) - 1;
  };

  const badge = () => {
    const box = document.createElement("div");
    box.className = "grecaptcha-badge";
    box.textContent = "A stand-in for reCAPTCHA";
    Object.assign(box.style, {
      position: "fixed", right: "0", bottom: "14px", padding: "0.5rem",
      background: "#f9f9f9", color: "#1a1e24", font: "12px/1.4 sans-serif",
    });
    document.body.append(box);
  };

  window.grecaptcha = {
    ready: (callback) => void loaded.then(callback),
    execute: (key, { action = "" } = {}) => loaded.then(() => fetchToken(key, action)),
    render,
    reset: (id = 0) => clear(widgets[id]),
    getResponse: (id = 0) => widgets[id].field.value,
  };

  loaded.then(() => {
    if (mode === "onload") {
      document.querySelectorAll(".g-recaptcha").forEach((element) => render(element));
    } else if (mode !== "explicit") {
      badge();
    }
    call(address.searchParams.get("onload"));
  });
})();

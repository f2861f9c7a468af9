// Runs before the first paint, so that the page never flashes in the other theme.
(() => {
  const key = 'agentotel.theme';
  const themes = ['system', 'light', 'dark'];
  const read = () => {
    const kept = localStorage.getItem(key);
    return themes.includes(kept) ? kept : 'system';
  };
  const show = theme => {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
  };

  window.theme = {
    get current() { return read(); },
    next() {
      const theme = themes[(themes.indexOf(read()) + 1) % themes.length];
      localStorage.setItem(key, theme);
      show(theme);
      return theme;
    },
  };
  show(read());
})();

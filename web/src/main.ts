import { createApp } from 'vue';
import App from './App.vue';
import './style.css';
import { watchNetwork } from './waiting.ts';

watchNetwork();
createApp(App).mount('#app');
